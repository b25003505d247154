#include <unistd.h>

void native_entry(void);
void from_object(void), from_member(void), from_idle_member(void);
void from_nowhere(void);

void from_object(void)
{
    write(1, "object\n", 7);
}

void from_member(void)
{
    write(1, "member\n", 7);
}

void from_idle_member(void)
{
    write(1, "idle\n", 5);
}

void from_nowhere(void)
{
    write(1, "nowhere\n", 8);
}

int main(void)
{
    native_entry();
    return 0;
}
