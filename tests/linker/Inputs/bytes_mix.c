/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
unsigned mix(unsigned x, const unsigned *key)
{
    x = (x ^ key[0]) * 5 + (x >> 3);
    x = (x ^ key[1]) * 7 + (x >> 5);
    x = (x ^ key[2]) * 11 + (x >> 7);
    x = (x ^ key[3]) * 13 + (x >> 11);
    x = (x ^ key[4]) * 17 + (x >> 13);
    x = (x ^ key[5]) * 19 + (x >> 17);
    x = (x ^ key[6]) * 23 + (x >> 3);
    x = (x ^ key[7]) * 29 + (x >> 5);
    x = (x ^ key[0]) * 31 + (x >> 7);
    return (x ^ key[5]) * 19 + (x >> 17);
}
