// One's own data in the C interface.

#include "c/client_handle.hpp"

#include <cstdint>

using namespace courtside;
using namespace courtside::c_api;

void courtside_fetch_my_data(courtside_client* client, uint64_t offset, courtside_on_my_data done,
                             void* context) {
    client->client.fetch_my_data(offset, [done, context](Result<MyDataPart> result) {
        if (done == nullptr) {
            return;
        }
        if (result) {
            done(context, nullptr, result->part.data(), result->part.size(), result->offset,
                 result->more ? 1 : 0);
        } else {
            const courtside_error error = view(result.error());
            done(context, &error, nullptr, 0, 0, 0);
        }
    });
}

void courtside_erase_me(courtside_client* client, uint64_t confirm, courtside_on_done done, void* context) {
    client->client.erase_me(confirm, completion_of_done(done, context));
}
