 vl %v0, 0(%r2)
 vlbr %v0, 0(%r2), 3
 vster %v0, 0(%r2), 3
 vpkzr %v0, %v1, %v2, 31, 0
 vclzdp %v0, %v1, 0
 vcfn %v0, %v1, 0, 0
 nnpa
 stckf 0(%r2)
 stcke 0(%r2)
 popcnt %r2, %r3, 8
 selgr %r2, %r3, %r4, 2
 mvcrl 0(%r1), 0(%r2)
 nngrk %r2, %r3, %r4
 ncgrk %r2, %r3, %r4
 agh %r2, 0(%r3)
 mgrk %r2, %r4, %r5
 lochhi %r2, 1, 8
 vmslg %v0, %v1, %v2, %v3, 0
 bic 0, 0(%r2)
 kma %r2, %r4, %r6
 cdsg %r2, %r4, 0(%r6)
 laa %r2, %r3, 0(%r4)
 ptff
 tbegin 0(%r2), 0
 tend
 niai 1, 0
 bpp 0, 0, 0(%r2)
 rdp %r2, %r3, %r4
 lpswey 0(%r2)
