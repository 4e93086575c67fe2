#pragma once

#include "courtside/result.hpp"
#include "courtside/runtime.hpp"
#include "protocol/convert.hpp"
#include "protocol/utf8.hpp"

namespace courtside::internal {

/// Text that is no UTF-8 can't be carried by the wire: refused here, before anything is kept.
template <class T, class... Texts>
bool refuse_bad_text(Runtime& runtime, const Completion<T>& done, const Texts&... texts) {
    if ((is_utf8(texts) && ...)) {
        return false;
    }
    auto error = local_error(ErrorCode::invalid_argument);
    error.args["field"] = "text";
    error.text = "the text is not valid UTF-8";
    if (done) {
        runtime.post([done, error] { done(error); });
    }
    return true;
}

}  // namespace courtside::internal
