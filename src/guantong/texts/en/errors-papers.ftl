problem-papers-no-font = This server has no Chinese font, so no PDF can be made. Install { $package } (for instance sudo apt-get install { $package }) and try again.
problem-papers-no-sign = The Chinese font of this server lacks “{ $signs }”, so the PDF cannot be made. Use the credential or the directory record for now, and tell those who run this site which sign is missing.
