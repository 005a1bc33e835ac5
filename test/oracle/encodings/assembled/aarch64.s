 ldadd x0, x1, [x2]
 casal w0, w1, [x2]
 swpal x0, x1, [x2]
 ldaprb w0, [x1]
 ldapurh w0, [x1, 4]
 sqrdmlah v0.4s, v1.4s, v2.4s
 sdot v0.4s, v1.16b, v2.16b
 fcmla v0.4s, v1.4s, v2.4s, 90
 bfdot v0.4s, v1.8h, v2.8h
 smmla v0.4s, v1.16b, v2.16b
 irg x0, x1
 stg x0, [x1]
 ldg x0, [x1]
 pacia x0, x1
 retaa
 braa x0, x1
 autiasp
 bti c
 sb
 wfet x0
 wfit x1
 ld64b x0, [x2]
 st64b x0, [x2]
 cpyfp [x0]!, [x1]!, x2!
 cpyfm [x0]!, [x1]!, x2!
 cpyfe [x0]!, [x1]!, x2!
 setp [x0]!, x1!, x2
 whilelo p0.s, x0, x1
 ld1w {z0.s}, p0/z, [x0]
 st1w {z0.s}, p0, [x0]
 fmla z0.s, p0/m, z1.s, z2.s
 smlalb z0.s, z1.h, z2.h
 rdvl x0, 1
 cntd x0
 smstart
 smstop
 mrs x0, cntvctss_el0
 mrs x0, rndr
 sm3partw1 v0.4s, v1.4s, v2.4s
 sha512h q0, q1, v2.2d
 eor3 v0.16b, v1.16b, v2.16b, v3.16b
 rcwcas x0, x1, [x2]
 cfinv
 setf8 w0
 fjcvtzs w0, d0
 frint32z d0, d1
 dgh
