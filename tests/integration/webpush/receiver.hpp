#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace courtside::test {

/// A push service on 127.0.0.1: takes requests, and answers as the test says.
class Receiver {
public:
    struct Request {
        std::string method;
        std::string path;
        std::map<std::string, std::string> headers;  ///< names in small letters
        std::string body;
    };
    struct Answer {
        unsigned status = 201;
        std::map<std::string, std::string> headers{};
    };

    Receiver();
    ~Receiver();
    Receiver(const Receiver&) = delete;
    Receiver& operator=(const Receiver&) = delete;

    [[nodiscard]] std::string url(const std::string& path = "/device") const;
    [[nodiscard]] std::string origin() const;

    /// What the next requests are answered with; then 201.
    void answer_with(std::vector<Answer> answers);
    /// From now on requests are read and not answered.
    void hold();
    /// Answers them with 201, and later ones at once.
    void release();

    /// Waits until that many have come, and gives them all.
    std::vector<Request> wait_for(std::size_t requests);

private:
    void run();
    void take(boost::asio::ip::tcp::socket socket);

    boost::asio::io_context io_;
    boost::asio::ip::tcp::acceptor acceptor_;
    std::uint16_t port_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Request> requests_;
    std::deque<Answer> answers_;
    std::vector<boost::asio::ip::tcp::socket> held_;
    bool holding_ = false;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace courtside::test
