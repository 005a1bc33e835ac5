 lock cmpxchg %rcx, (%rdi)
 rep stosb
 notrack jmp *%rax
 vaddps %zmm0, %zmm1, %zmm2{%k1}{z}
 vp2intersectd %zmm0, %zmm1, %k2
 tdpbssd %tmm0, %tmm1, %tmm2
 ldtilecfg (%rax)
 tilerelease
 senduipi %rax
 uiret
 clui
 testui
 rdfsbase %rax
 wrssq %rax, (%rcx)
 rstorssp (%rax)
 saveprevssp
 movdir64b (%rax), %rcx
 wbnoinvd
 vpclmulqdq $1, %zmm0, %zmm1, %zmm2
 vcvtne2ps2bf16 %zmm0, %zmm1, %zmm2
 vaddph %zmm0, %zmm1, %zmm2
 aesenc128kl (%rax), %xmm0
 loadiwkey %xmm0, %xmm1
 prefetchit0 0(%rip)
 rdpru
 invlpgb
 tlbsync
 pconfig
 ptwrite %rax
 rdtscp
 rdtsc
 xresldtrk
 xsusldtrk
