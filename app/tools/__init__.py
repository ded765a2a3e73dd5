"""What a hand does on the canvas: tools that know neither Qt nor the window."""
