problem-papers-no-font = 这台服务器上没有中文字体，无法制作 PDF。请安装 { $package }（例如 sudo apt-get install { $package }）后再试。
problem-papers-no-sign = 本服务器的中文字体缺少“{ $signs }”，暂时无法制作 PDF。请先使用凭证或者目录信息文件，并把缺少的字告诉本平台管理单位。
