 plxv 0, 16(3)
 pstxv 0, 16(3)
 paddi 3, 3, 4096
 pld 3, 8(4)
 xxspltidp 0, 1
 xvf32gerpp 0, 34, 35
 xxmfacc 0
 brd 3, 4
 setbc 3, 2
 cfuged 3, 4, 5
 pdepd 3, 4, 5
 vcfuged 2, 3, 4
 lxvkq 32, 1
 xxeval 0, 1, 2, 3, 4
 darn 3, 1
 scv 0
 mtvsrdd 32, 3, 4
 lxvx 32, 3, 4
 maddhd 3, 4, 5, 6
 cnttzd 3, 4
 mfspr 3, 268
 vclzlsbb 3, 2
 xsmaddqp 2, 3, 4
 lwsync
 isel 3, 4, 5, 2
 stop
 wait
 hashst 0, -8(1)
 hashchk 0, -8(1)
