"""What the pages say by themselves, in Indonesian and in English: a module for each page and what all of them share."""
