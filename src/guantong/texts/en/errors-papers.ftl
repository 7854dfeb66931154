problem-papers-no-font = This server has no Chinese font, so no PDF can be made. Install { $package } (for instance sudo apt-get install { $package }) and try again.
