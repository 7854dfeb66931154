problem-papers-no-font = 这台服务器上没有中文字体，无法制作 PDF。请安装 { $package }（例如 sudo apt-get install { $package }）后再试。
