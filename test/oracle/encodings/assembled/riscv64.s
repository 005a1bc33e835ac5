 sh1add a0, a1, a2
 andn a0, a1, a2
 clz a0, a1
 cpop a0, a1
 orc.b a0, a1
 rev8 a0, a1
 clmul a0, a1, a2
 bext a0, a1, a2
 czero.eqz a0, a1, a2
 czero.nez a0, a1, a2
 cbo.zero (a0)
 cbo.clean (a0)
 prefetch.r 0(a0)
 wrs.nto
 wrs.sto
 pause
 fadd.h fa0, fa1, fa2
 aes64es a0, a1, a2
 sha256sum0 a0, a1
 sm3p0 a0, a1
 vsetvli t0, a0, e32, m1, ta, ma
 vle32.v v0, (a0)
 vadd.vv v0, v1, v2
 vse32.v v0, (a0)
 vfmacc.vf v0, fa0, v1
 vredsum.vs v0, v1, v2
 amocas.w a0, a1, (a2)
 lr.d a0, (a1)
 sc.d a0, a1, (a2)
 fence.tso
 fence.i
 csrr a0, time
 csrr a0, cycle
 c.addi a0, 1
 c.lui a0, 1
 fcvt.d.l fa0, a0
