#include "integration/webpush/receiver.hpp"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <stdexcept>
#include <utility>

namespace courtside::test {
namespace {

namespace http = boost::beast::http;
using tcp = boost::asio::ip::tcp;

/// Longer than anything that works takes, also on a busy machine under a sanitizer.
constexpr std::chrono::seconds longest_wait{30};

tcp::endpoint loopback(std::uint16_t port) {
    return {boost::asio::ip::address_v4::loopback(), port};
}

void send(tcp::socket& socket, const Receiver::Answer& answer) {
    http::response<http::empty_body> response(static_cast<http::status>(answer.status), 11);
    for (const auto& [name, value] : answer.headers) {
        response.set(name, value);
    }
    response.keep_alive(false);
    response.prepare_payload();
    boost::system::error_code gone;
    http::write(socket, response, gone);
}

}  // namespace

Receiver::Receiver() : acceptor_(io_, loopback(0)), port_(acceptor_.local_endpoint().port()) {
    thread_ = std::thread([this] { run(); });
}

Receiver::~Receiver() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    // Wakes the thread that waits for somebody.
    tcp::socket nobody(io_);
    boost::system::error_code gone;
    nobody.connect(loopback(port_), gone);
    thread_.join();
}

std::string Receiver::origin() const {
    return "http://127.0.0.1:" + std::to_string(port_);
}

std::string Receiver::url(const std::string& path) const {
    return origin() + path;
}

void Receiver::answer_with(std::vector<Answer> answers) {
    const std::lock_guard lock(mutex_);
    answers_.assign(answers.begin(), answers.end());
}

void Receiver::hold() {
    const std::lock_guard lock(mutex_);
    holding_ = true;
}

void Receiver::release() {
    const std::lock_guard lock(mutex_);
    holding_ = false;
    for (tcp::socket& socket : std::exchange(held_, {})) {
        send(socket, {});
    }
}

std::vector<Receiver::Request> Receiver::wait_for(std::size_t requests) {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, longest_wait, [&] { return requests_.size() >= requests; })) {
        throw std::runtime_error("the requests do not come");
    }
    return requests_;
}

void Receiver::run() {
    for (;;) {
        tcp::socket socket(io_);
        acceptor_.accept(socket);
        {
            const std::lock_guard lock(mutex_);
            if (stopping_) {
                return;
            }
        }
        take(std::move(socket));
    }
}

void Receiver::take(tcp::socket socket) {
    boost::beast::flat_buffer buffer;
    http::request<http::string_body> request;
    boost::system::error_code wrong;
    http::read(socket, buffer, request, wrong);
    if (wrong) {
        return;
    }
    Request taken{std::string(request.method_string()), std::string(request.target()), {}, request.body()};
    for (const auto& field : request) {
        std::string name(field.name_string());
        std::ranges::transform(name, name.begin(),
                               [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        taken.headers[name] = std::string(field.value());
    }
    {
        const std::lock_guard lock(mutex_);
        requests_.push_back(std::move(taken));
        if (holding_) {
            held_.push_back(std::move(socket));
        } else {
            Answer answer;
            if (!answers_.empty()) {
                answer = answers_.front();
                answers_.pop_front();
            }
            send(socket, answer);
        }
    }
    changed_.notify_all();
}

}  // namespace courtside::test
