"""The commands on figures: looking at them, bringing them in, keeping them whole."""
