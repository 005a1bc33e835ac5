 vaddps %ymm0, %ymm1, %ymm2
 vaddps %zmm0, %zmm1, %zmm2
 rdrand %eax
 rdseed %eax
 clflushopt (%eax)
 clwb (%eax)
 rdpid %eax
 movdiri %eax, (%ecx)
 enqcmd (%ecx), %eax
 serialize
 tpause %eax
 umwait %eax
 endbr32
 rdsspd %eax
 incsspd %eax
 xbegin 1f
1: xend
 adcx %eax, %ecx
 pdep %eax, %ecx, %edx
 sha256rnds2 %xmm0, %xmm1, %xmm2
 gf2p8mulb %xmm1, %xmm2
 vpdpbusd %ymm0, %ymm1, %ymm2
 hreset $0
 rdtscp
 monitorx
 clzero
