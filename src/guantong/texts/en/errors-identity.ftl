problem-sealing-broken = These sealed data cannot be opened: the key is not the right one, or the bytes were changed. The operator should check the key file and restore it from a backup if needed.
