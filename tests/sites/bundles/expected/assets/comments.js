(comes with Inkstone)
