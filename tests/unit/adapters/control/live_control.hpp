#pragma once

#include "adapters/control/control_client.hpp"
#include "adapters/control/control_server.hpp"
#include "support/temp_dir.hpp"

#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>
#include <spdlog/logger.h>

#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

namespace courtside::control {

/// A plain socket to whatever listens in a folder. Reads give up after 30 s.
class RawPeer {
public:
    explicit RawPeer(const std::filesystem::path& folder);
    ~RawPeer();
    RawPeer(const RawPeer&) = delete;
    RawPeer& operator=(const RawPeer&) = delete;

    [[nodiscard]] bool connected() const { return connected_; }
    void send(std::string_view bytes) const;
    /// So many bytes; fewer where the other side closes before.
    [[nodiscard]] std::string receive(std::size_t size) const;
    /// Whether the other side closes without another byte.
    [[nodiscard]] bool is_hung_up_on() const { return receive(1).empty(); }
    /// Whether there is something to read already.
    [[nodiscard]] bool has_input() const;

private:
    int socket_ = -1;
    bool connected_ = false;
};

/// A control server on a loop of its own, whose engine is the test.
class LiveControl : public ::testing::Test {
protected:
    LiveControl();
    ~LiveControl() override;

    /// Listens and gives every change to `apply`, which is called on the loop.
    void serve(Apply apply);
    /// Answers every change at once.
    void serve_and_answer(const Answer& answer);
    /// As when the process ends.
    void end_server();
    /// The same, on the loop.
    void drop_server() { server_.reset(); }
    /// Runs it on the loop and waits for it.
    template <class Work>
    void on_loop(Work work) {
        std::promise<void> done;
        post([&] {
            work();
            done.set_value();
        });
        done.get_future().get();
    }
    void post(std::function<void()> work);

    [[nodiscard]] auto ask_for(const Change& change) { return ask(client_, change); }
    /// Beside the test.
    [[nodiscard]] auto begin_to_ask(const Change& change) {
        return std::async(std::launch::async, [this, change] { return ask(client_, change); });
    }

    test::TempDir folder_;
    ServerOptions options_;
    ClientOptions client_;

private:
    spdlog::logger log_;
    boost::asio::io_context io_;
    std::unique_ptr<ControlServer> server_;
    std::thread loop_;
};

[[nodiscard]] core::AddTenant some_change();

}  // namespace courtside::control
