licences-root = 贯通电子证照根证书
licences-reason-of-seal = 颁发机关电子印章
