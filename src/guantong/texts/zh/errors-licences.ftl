problem-signing-unknown = 没有“{ $algorithm }”这种签名算法，可用的有：{ $known }。
problem-keys-broken = 这不是完整的公钥文件，或者内容被改动过。请从签发机关的“公开密钥”页重新下载。
problem-keys-other-root = 公钥文件的根证书指纹是 { $found }，与您信任的指纹不一致，不要使用。
