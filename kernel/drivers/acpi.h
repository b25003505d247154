/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The monitor's ACPI tables (ACPI 6.5, chapter 5): what a bus needs of them. */
#ifndef KERNEL_DRIVERS_ACPI_H
#define KERNEL_DRIVERS_ACPI_H

#include <stddef.h>
#include <stdint.h>

/*
 * The definition block of the DSDT: AML, mapped for good. NULL where the
 * monitor gave no tables, or broken ones, which has been reported.
 */
const uint8_t *acpi_dsdt(size_t *size);

#endif
