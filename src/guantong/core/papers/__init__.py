"""Documents made from data: what is signed, and what is drawn as PDF. Pure: keys and moments are arguments."""
