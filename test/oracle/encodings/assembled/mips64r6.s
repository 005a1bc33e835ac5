 addiupc $2, 16
 aui $2, $3, 4
 balc 1f
1: bc 1b
 beqzalc $2, 1b
 jialc $2, 4
 jic $2, 4
 mul $2, $3, $4
 muh $2, $3, $4
 ddiv $2, $3, $4
 seleqz $2, $3, $4
 selnez $2, $3, $4
 cmp.eq.d $f0, $f2, $f4
 bc1eqz $f0, 1b
 lwpc $2, 16
 dalign $2, $3, $4, 1
 bitswap $2, $3
 lsa $2, $3, $4, 2
 nal
 crc32b $2, $3, $2
 dvp $2
 evp $2
 maddf.d $f0, $f2, $f4
 bnezc $2, 1b
