licences-root = 贯通电子证照根证书
licences-reason-of-seal = 颁发机关电子印章
licences-nav-verify = 核验证照
proposals-nav = 双人办理
