// cilium/ebpf: its vdsoLinuxVersionCode, with main.c's lines on standard input and in its answers. The number that the
// note holds stands in the place of an offset.
package main

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"os"
	"strings"
	"syscall"
	"unsafe"

	cilium "github.com/cilium/ebpf/internal/PACKAGE"
)

// Flat, its last page filled up with zeros, and nothing behind it.
func mapped(file string) uintptr {
	bytes, err := os.ReadFile(file)
	if err != nil {
		panic(err)
	}
	page := os.Getpagesize()
	length := (len(bytes) + page - 1) / page * page
	image, err := syscall.Mmap(-1, 0, length+page, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_PRIVATE|syscall.MAP_ANON)
	if err != nil {
		panic(err)
	}
	copy(image, bytes)
	base := uintptr(unsafe.Pointer(&image[0]))
	if _, _, failed := syscall.Syscall(syscall.SYS_MUNMAP, base+uintptr(length), uintptr(page), 0); failed != 0 {
		panic(failed)
	}
	return base
}

func lookUp(memory io.ReaderAt, base uintptr) (line string) {
	defer func() {
		if recover() != nil {
			line = "signal 6"
		}
	}()
	code, err := cilium.LookUp(io.NewSectionReader(memory, int64(base), math.MaxInt64))
	if err != nil {
		return "refuses"
	}
	return fmt.Sprintf("found %x", code)
}

func main() {
	// As upstream reads it.
	memory, err := os.Open("/proc/self/mem")
	if err != nil {
		panic(err)
	}
	var base uintptr
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		words := strings.Fields(lines.Text())
		if words[0] == "image" {
			base = mapped(words[2])
		} else {
			fmt.Println(lookUp(memory, base))
		}
	}
}
