"""What `moebius bench --gui` measures: the editor's speed, in the editor itself."""
