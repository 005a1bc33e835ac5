/** Words that demangling writes and a mangled name has not: of types, operators and special names, in lower case. */
export const WRITTEN_WORDS =
  'void wchar_t bool char signed unsigned short int long __int128 float double __float128 decimal64 decimal128 decimal32 ' +
  'char32_t char16_t char8_t auto decltype std nullptr_t nullptr true false restrict volatile const struct union enum ' +
  'complex imaginary vector pixel noexcept throw allocator basic_string string istream ostream iostream basic_istream ' +
  'basic_ostream basic_iostream char_traits operator new delete co_await sizeof alignof typeid dynamic_cast const_cast ' +
  'static_cast reinterpret_cast this abi lambda unnamed anonymous namespace friend typename vtable for vtt typeinfo name ' +
  'guard variable thread local wrapper routine initialization non virtual thunk to covariant return construction in ' +
  'template parameter object reference temporary transaction clone literal enable_if _float16 bfloat16_t _bitint ' +
  'i8 f64 str f32 u8 isize usize i32 u32 i128 u128 i16 u16 i64 u64 mut dyn unsafe extern fn as shim closure fp';
