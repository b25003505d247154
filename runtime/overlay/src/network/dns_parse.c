/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The answers of a DNS message, one call each (RFC 1035, 4.1): 0, or -1 where
 * the message is malformed or the callback wants no more. musl 1.2.3 reads up
 * to six bytes behind a message that ends within a record, and takes the lower
 * byte of the type for all of it.
 */
#include <resolv.h>
#include <string.h>

#include "src/network/lookup.h"

enum {
    RCODE = 3,
    COUNT_QUESTIONS = 4,
    COUNT_ANSWERS = 6,
    MESSAGE_HEADER = 12,
    QUESTION = 4, /* behind the name: type, class */
    RECORD = 10,  /* type, class, time to live, length */
    RECORD_LENGTH = 8,
    RECORDS_MAX = 64,
};

static unsigned be16(const unsigned char *p)
{
    return p[0] << 8 | p[1];
}

/* Behind a name and the fixed part that follows it; NULL: not all is there. */
static const unsigned char *skip(const unsigned char *p,
                                 const unsigned char *end, int fixed)
{
    int name = dn_skipname(p, end);

    return name < 0 || end - p - name < fixed ? NULL : p + name + fixed;
}

int __dns_parse(const unsigned char *message, int length,
                int (*callback)(void *, int, const void *, int, const void *),
                void *context)
{
    const unsigned char *p = message + MESSAGE_HEADER, *end = message + length;
    unsigned questions, answers;

    if (length < MESSAGE_HEADER)
        return -1;
    if (message[RCODE] & 15)
        return 0;
    questions = be16(message + COUNT_QUESTIONS);
    answers = be16(message + COUNT_ANSWERS);
    if (questions + answers > RECORDS_MAX)
        return -1;
    while (questions--)
        if (!(p = skip(p, end, QUESTION)))
            return -1;
    for (; answers--; p += be16(p - RECORD + RECORD_LENGTH)) {
        p = skip(p, end, RECORD);
        if (!p || end - p < (int)be16(p - RECORD + RECORD_LENGTH) ||
            callback(context, be16(p - RECORD), p,
                     be16(p - RECORD + RECORD_LENGTH), message) < 0)
            return -1;
    }
    return 0;
}
