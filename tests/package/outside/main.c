#include <courtside/courtside.h>
#include <stdio.h>

/* The header is C, and the library is found by pkg-config alone. */
int main(void) {
    char why[100];
    courtside_options options = {.size = sizeof options, .url = "nonsense", .token = "t"};
    courtside_handlers handlers = {.size = sizeof handlers};
    if (courtside_client_new(&options, &handlers, why, sizeof why) != NULL) {
        return 1;
    }
    printf("courtside %s: %s\n", courtside_version(), why);
    return 0;
}
