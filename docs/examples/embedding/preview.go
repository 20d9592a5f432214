// Commission preview: what each deal on the screen earns under a plan. Through cgo; Go 1.21 or later.
package main

/*
#cgo pkg-config: attain
#include <stdlib.h>
#include <attain.h>
*/
import "C"

import (
	"fmt"
	"os"
	"runtime"
	"unsafe"
)

// Context is a library context. It serves one goroutine at a time.
type Context struct{ handle *C.attain_context }

// Error is what the library knows of a failed call.
type Error struct {
	Status   int
	Argument string
	Message  string
}

func (e *Error) Error() string { return e.Message }

func NewContext() (*Context, error) {
	cx := &Context{}
	if C.attain_context_create(nil, &cx.handle) != C.ATTAIN_OK {
		return nil, &Error{Status: C.ATTAIN_ERROR_MEMORY, Message: "out of memory"}
	}
	return cx, nil
}

func (cx *Context) Close() { C.attain_context_destroy(cx.handle) }

// check copies the error record out before the next call replaces it.
func (cx *Context) check(status C.attain_status) error {
	if status == C.ATTAIN_OK {
		return nil
	}
	return &Error{
		Status:   int(status),
		Argument: C.GoString(C.attain_context_error_argument(cx.handle)),
		Message:  C.GoString(C.attain_context_error(cx.handle)),
	}
}

// text gives the library a Go string where it lies: pointer and length, not terminated.
func text(s string) (*C.char, C.size_t) {
	return (*C.char)(unsafe.Pointer(unsafe.StringData(s))), C.size_t(len(s))
}

func (cx *Context) parseDay(s string) (day C.attain_day, err error) {
	bytes, length := text(s)
	err = cx.check(C.attain_day_parse(cx.handle, bytes, length, &day))
	return
}

func (cx *Context) parseAmount(s string, decimals C.int32_t) (amount C.attain_amount, err error) {
	bytes, length := text(s)
	err = cx.check(C.attain_decimal_parse(cx.handle, bytes, length, decimals, &amount))
	return
}

func (cx *Context) formatAmount(amount C.int64_t, decimals C.int32_t) (string, error) {
	var buffer [C.ATTAIN_DECIMAL_CAPACITY]C.char
	err := cx.check(C.attain_decimal_format(cx.handle, amount, decimals, &buffer[0], C.ATTAIN_DECIMAL_CAPACITY, nil))
	return C.GoString(&buffer[0]), err
}

// Table borrows Go slices: a Pinner keeps them where they are until the table is closed.
type Table struct {
	cx     *Context
	handle *C.attain_table
	pinner runtime.Pinner
}

func (cx *Context) NewTable() (*Table, error) {
	t := &Table{cx: cx}
	return t, cx.check(C.attain_table_create(cx.handle, &t.handle))
}

func (t *Table) Close() {
	C.attain_table_destroy(t.handle)
	t.pinner.Unpin()
}

func (t *Table) AddNumbers(name string, values []C.int64_t) error {
	t.pinner.Pin(unsafe.SliceData(values))
	bytes, length := text(name)
	return t.cx.check(C.attain_table_add_i64(t.cx.handle, t.handle, bytes, length, unsafe.SliceData(values), nil,
		C.size_t(len(values))))
}

func (t *Table) AddDays(name string, values []C.int32_t) error {
	t.pinner.Pin(unsafe.SliceData(values))
	bytes, length := text(name)
	return t.cx.check(C.attain_table_add_i32(t.cx.handle, t.handle, bytes, length, unsafe.SliceData(values), nil,
		C.size_t(len(values))))
}

// Numbers lends a column of a table; it is valid until the table is closed.
func (t *Table) Numbers(name string) []C.int64_t {
	bytes, length := text(name)
	column := C.attain_table_find(t.handle, bytes, length)
	return unsafe.Slice(C.attain_table_i64(t.handle, C.size_t(column)), int(C.attain_table_rows(t.handle)))
}

var screen = []struct { // as it was typed
	deal, payee  C.int64_t
	date, amount string
}{
	{101, 7, "2024-02-05", "900000.00"},
	{102, 7, "2024-05-20", "400000.00"},
	{103, 7, "2024-06-03", "-100000.00"},
	{104, 7, "2024-11-30", "1300000.00"},
}

func readScreen(cx *Context, decimals C.int32_t) (*Table, error) {
	var deal, payee, amount []C.int64_t
	var date []C.int32_t
	for _, line := range screen {
		day, err := cx.parseDay(line.date)
		if err != nil {
			return nil, err
		}
		value, err := cx.parseAmount(line.amount, decimals)
		if err != nil {
			return nil, err
		}
		deal, payee = append(deal, line.deal), append(payee, line.payee)
		date, amount = append(date, C.int32_t(day)), append(amount, C.int64_t(value))
	}
	deals, err := cx.NewTable()
	if err != nil {
		return nil, err
	}
	for _, add := range []func() error{
		func() error { return deals.AddNumbers("deal", deal) },
		func() error { return deals.AddNumbers("payee", payee) },
		func() error { return deals.AddDays("date", date) },
		func() error { return deals.AddNumbers("amount", amount) },
	} {
		if err := add(); err != nil {
			deals.Close()
			return nil, err
		}
	}
	return deals, nil
}

func preview(json string) error {
	cx, err := NewContext()
	if err != nil {
		return err
	}
	defer cx.Close()

	var plan *C.attain_document
	bytes, length := text(json)
	if err := cx.check(C.attain_document_read(cx.handle, bytes, length, &plan)); err != nil {
		return err
	}
	defer C.attain_document_destroy(plan)
	decimals := C.attain_document_decimals(plan)

	deals, err := readScreen(cx, decimals)
	if err != nil {
		return err
	}
	defer deals.Close()

	earned := &Table{cx: cx}
	if err := cx.check(C.attain_pay_run(cx.handle, C.attain_document_pay(plan), C.attain_document_calendar(plan),
		deals.handle, C.ATTAIN_PAY_BY_DEAL, &earned.handle, nil)); err != nil {
		return err
	}
	defer earned.Close()

	amounts := earned.Numbers("amount")
	for row, deal := range earned.Numbers("deal") {
		amount, err := cx.formatAmount(amounts[row], decimals)
		if err != nil {
			return err
		}
		fmt.Println(deal, "earns", amount)
	}
	return nil
}

func main() {
	path := "plan.json"
	if len(os.Args) > 1 {
		path = os.Args[1]
	}
	json, err := os.ReadFile(path)
	if err == nil {
		err = preview(string(json))
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", path, err)
		os.Exit(1)
	}
}
