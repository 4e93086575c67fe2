// The client's commands on one's own data, on what waits, on push channels, and on the coverage report.

#include "client_impl.hpp"
#include "courtside/client.hpp"
#include "refuse_bad_text.hpp"

#include <utility>

namespace courtside {

using internal::Keep;
using internal::refuse_bad_text;

void Client::fetch_waiting(Completion<WaitingCounts> done) {
    v1::ClientFrame frame;
    frame.mutable_fetch_waiting();
    impl_->submit(Keep::for_a_while, std::move(frame), internal::read_waiting, std::move(done));
}

void Client::fetch_coverage(const std::string& month, unsigned from, Completion<CoveragePage> done) {
    if (refuse_bad_text(*runtime_, done, month)) {
        return;
    }
    v1::ClientFrame frame;
    frame.mutable_fetch_coverage()->set_month(month);
    frame.mutable_fetch_coverage()->set_from(from);
    impl_->submit(Keep::for_a_while, std::move(frame), internal::read_coverage, std::move(done));
}

void Client::fetch_my_data(std::uint64_t offset, Completion<MyDataPart> done) {
    v1::ClientFrame frame;
    frame.mutable_fetch_my_data()->set_offset(offset);
    impl_->submit(Keep::for_a_while, std::move(frame), internal::read_my_data, std::move(done));
}

void Client::erase_me(PersonId confirm, Completion<Done> done) {
    v1::ClientFrame frame;
    frame.mutable_erase_me()->set_confirm(confirm);
    impl_->submit(Keep::this_connection, std::move(frame), internal::read_done, std::move(done));
}

void Client::subscribe_push(const PushSubscription& subscription, Completion<PushState> done) {
    if (refuse_bad_text(*runtime_, done, subscription.endpoint)) {
        return;
    }
    v1::ClientFrame frame;
    auto& command = *frame.mutable_subscribe_push();
    command.set_endpoint(subscription.endpoint);
    command.set_p256dh(subscription.p256dh);
    command.set_auth(subscription.auth);
    impl_->submit(Keep::this_connection, std::move(frame), internal::read_push, std::move(done));
}

void Client::unsubscribe_push(const std::string& endpoint, Completion<PushState> done) {
    if (refuse_bad_text(*runtime_, done, endpoint)) {
        return;
    }
    v1::ClientFrame frame;
    frame.mutable_unsubscribe_push()->set_endpoint(endpoint);
    impl_->submit(Keep::this_connection, std::move(frame), internal::read_push, std::move(done));
}

void Client::test_push(const std::string& endpoint, Completion<Done> done) {
    if (refuse_bad_text(*runtime_, done, endpoint)) {
        return;
    }
    v1::ClientFrame frame;
    frame.mutable_test_push()->set_endpoint(endpoint);
    impl_->submit(Keep::this_connection, std::move(frame), internal::read_done, std::move(done));
}

void Client::confirm_push(const std::string& endpoint, const std::string& code, Completion<PushState> done) {
    if (refuse_bad_text(*runtime_, done, endpoint, code)) {
        return;
    }
    v1::ClientFrame frame;
    frame.mutable_confirm_push()->set_endpoint(endpoint);
    frame.mutable_confirm_push()->set_code(code);
    impl_->submit(Keep::this_connection, std::move(frame), internal::read_push, std::move(done));
}

}  // namespace courtside
