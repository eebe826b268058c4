"""What the screens play: arranging it, keeping it fresh, writing down what was played."""
