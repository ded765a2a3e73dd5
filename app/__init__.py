"""What a person sees of Moebius. It uses `moebius_core`, never the other way round."""
