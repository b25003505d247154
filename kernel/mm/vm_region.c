/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The sorted array of regions; see vm.h. */
#include "vm.h"

#include <kernel/panic.h>
#include <string.h>

#define FIRST_CAPACITY 32
#define CHANGE_STACK 2048 /* more than any change uses */

struct vm_region *vm_regions;
size_t vm_region_count;
static size_t capacity;

size_t vm_find(uintptr_t address)
{
    size_t low = 0, high = vm_region_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (vm_regions[middle].end <= address)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct vm_region *vm_region_at(uintptr_t address)
{
    size_t i = vm_find(address);

    return i < vm_region_count && vm_regions[i].start <= address
               ? &vm_regions[i]
               : NULL;
}

/*
 * Every change begins here. The fault handler reads the array, so the stack
 * that the change uses must be there before it begins.
 */
bool vm_reserve(void)
{
    size_t wanted = capacity ? capacity * 2 : FIRST_CAPACITY;
    struct vm_region *bigger;

    stack_touch(CHANGE_STACK);
    if (vm_region_count + 2 <= capacity)
        return true;
    bigger = krealloc(vm_regions, wanted * sizeof(*bigger));
    if (!bigger)
        return false;
    vm_regions = bigger;
    capacity = wanted;
    return true;
}

static void make_room(size_t index)
{
    KASSERT(vm_region_count < capacity);
    memmove(&vm_regions[index + 1], &vm_regions[index],
            (vm_region_count - index) * sizeof(*vm_regions));
    vm_region_count++;
}

void vm_remove(size_t index)
{
    vm_region_count--;
    memmove(&vm_regions[index], &vm_regions[index + 1],
            (vm_region_count - index) * sizeof(*vm_regions));
}

bool vm_join(size_t index)
{
    struct vm_region *r = &vm_regions[index], *before = r - 1;

    if (!index || index >= vm_region_count || before->end != r->start ||
        before->prot != r->prot || before->max_prot != r->max_prot ||
        before->object || r->object || before->keeps != r->keeps ||
        r->grows)
        return false;
    before->end = r->end;
    vm_remove(index);
    return true;
}

void vm_insert(const struct vm_region *region)
{
    size_t i = vm_find(region->start);

    make_room(i);
    vm_regions[i] = *region;
    vm_join(i + 1);
    vm_join(i);
}

void vm_split(uintptr_t address)
{
    size_t i = vm_find(address);
    struct vm_region *r = &vm_regions[i];

    if (i == vm_region_count || r->start >= address)
        return;
    make_room(i);
    r[0].end = address;
    r[1].start = address;
    if (r->object) {
        r[1].offset += address - r->start;
        r->object->ops->get(r->object);
    }
}

uintptr_t vm_mapped_until(uintptr_t start, uintptr_t end)
{
    for (size_t i = vm_find(start); start < end; i++) {
        if (i == vm_region_count || vm_regions[i].start > start)
            return start;
        start = vm_regions[i].end;
    }
    return end;
}

bool vm_range_mapped(uintptr_t start, uintptr_t end)
{
    return vm_mapped_until(start, end) == end;
}
