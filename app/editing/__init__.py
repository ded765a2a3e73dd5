"""What can be done to an open photo: opening, masks, removing, saving, leaving."""
