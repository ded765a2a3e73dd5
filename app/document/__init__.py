"""What is edited: photo, mask, and every step back."""
