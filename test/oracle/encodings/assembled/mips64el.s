 c.ult.d $fcc1, $f2, $f0
 rdhwr $3, $2
 dext $2, $3, 4, 8
 dins $2, $3, 4, 8
 wsbh $2, $3
 dsbh $2, $3
 dshd $2, $3
 seb $2, $3
 synci 0($2)
 sync 16
 lld $2, 0($3)
 scd $2, 0($3)
 madd.d $f0, $f2, $f4, $f6
 recip.d $f0, $f2
 addq.ph $2, $3, $4
 di
 ei
 movn.d $f0, $f2, $4
