cli-title = Guantong: a whole government working together from one model
