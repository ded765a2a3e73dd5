"""Makes the program for computers without Python: `python packaging/build.py`."""
