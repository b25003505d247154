#include <string.h>
#include <unistd.h>

void say(const char *text);
void __real_say(const char *text);
void __wrap_say(const char *text);
int extra(int n);

int extra(int n)
{
    return n + 1;
}

__attribute__((weak, noinline)) void say(const char *text)
{
    write(1, text, strlen(text));
}

void __wrap_say(const char *text)
{
    write(1, "wrapped: ", 9);
    __real_say(text);
}

int main(void)
{
    say("hello\n");
    return 0;
}
