problem-signing-unknown = 没有“{ $algorithm }”这种签名算法，可用的有：{ $known }。
