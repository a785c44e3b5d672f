"""What a power cut, a full disk, a locked file leave behind: what was said to be saved is there, and nothing half."""
