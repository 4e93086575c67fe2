#ifndef COURTSIDE_EXPORT_H
#define COURTSIDE_EXPORT_H

/* The SDK is compiled with hidden visibility: COURTSIDE_API marks what the shared library shows,
   COURTSIDE_LOCAL what it keeps to itself inside a class that it shows. */
#if defined(__GNUC__)
#define COURTSIDE_API __attribute__((visibility("default")))
#define COURTSIDE_LOCAL __attribute__((visibility("hidden")))
#else
#define COURTSIDE_API
#define COURTSIDE_LOCAL
#endif

#endif
