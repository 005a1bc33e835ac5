.syntax unified
.arm
 ldrexd r0, r1, [r2]
 stlexd r3, r0, r1, [r2]
 lda r0, [r1]
 stl r0, [r1]
 vmaxnm.f32 d0, d1, d2
 vrinta.f32 s0, s1
 aese.8 q0, q1
 sha256h.32 q0, q1, q2
 crc32w r0, r1, r2
 vseleq.f32 s0, s1, s2
 sevl
 dmb ishld
 mrrc p15, 1, r0, r1, c14
 udiv r0, r1, r2
 hlt 0
 setpan 1
