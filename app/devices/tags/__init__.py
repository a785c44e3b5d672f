"""UHF tag readers (F60): two families of frames, numbers of goods inside tags, and counting each tag once."""
