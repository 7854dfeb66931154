# What is derived from the model for people to read: samples, plan pictures, guide, checklist, stories.
show-sample-people = Sample-Zhang Sample-Li Sample-Wang Demo-Zhao Demo-Qian Demo-Sun Demo-Zhou Demo-Wu Demo-Zheng Test-Chen
show-sample-organisations = Sample-One-Ltd Sample-Two-Ltd Demo-Three-Ltd Demo-Four-Ltd Demo-Five-Ltd
show-sample-address = { $number } Sample Road, Example District, Example City, Zhejiang
show-sample-text = { $title } (sample { $number })
