//! rustix: its vdso.rs, and check_elf_base of its param/auxv.rs. The places in capitals are put in before it is compiled.
#![allow(warnings)]

extern crate self as linux_raw_sys;

#[path = "ELF_RS"]
pub mod elf;
#[path = "UTILS_RS"]
mod utils;

mod ctypes {
    pub use core::ffi::c_void;
}

mod ffi {
    pub use core::ffi::CStr;
}

mod backend {
    pub mod c {
        pub use core::ffi::c_void;
        pub type size_t = usize;
    }

    pub mod param {
        pub mod auxv {
            use crate::utils::{as_ptr, check_raw_pointer};
            use core::mem::size_of;
            use core::ptr::{null, NonNull};
            use linux_raw_sys::elf::*;

            pub static mut IMAGE: *const Elf_Ehdr = null();

            include!("CHECK_RS");

            /// As init_auxv leaves it: null for what it does not take for a vDSO.
            pub fn sysinfo_ehdr() -> *const Elf_Ehdr {
                unsafe { check_elf_base(IMAGE) }.map_or(null(), |base| base.as_ptr().cast_const())
            }
        }
    }

    #[path = "VDSO_RS"]
    pub mod vdso;

    pub fn look_up(image: *const u8, version: &core::ffi::CStr, name: &core::ffi::CStr) -> usize {
        unsafe { param::auxv::IMAGE = image.cast() };
        vdso::Vdso::new().map_or(0, |found| found.sym(version, name) as usize)
    }
}

/// As truth.h declares it.
#[no_mangle]
pub unsafe extern "C" fn look_up(
    image: *const u8,
    _length: usize,
    name: *const core::ffi::c_char,
    version: *const core::ffi::c_char,
    address: *mut usize,
) -> i32 {
    let [name, version] = [name, version].map(|text| core::ffi::CStr::from_ptr(text));
    *address = backend::look_up(image, version, name);
    i32::from(*address != 0)
}
