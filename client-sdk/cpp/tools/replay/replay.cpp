#include "replay.hpp"

#include "seat.hpp"
#include "talk.hpp"

#include <courtside/runtime.hpp>

#include <algorithm>
#include <future>
#include <map>
#include <memory>
#include <unordered_map>

namespace courtside::replay {
namespace {

constexpr std::chrono::milliseconds check_interval{500};

/// All that happens on the Runtime's one thread, so nothing here is locked.
class Floor final : public TalkHost {
public:
    Floor(const ReplayOptions& options, const std::vector<Dialogue>& dialogues, const Tokens& tokens)
        : options_(options), dialogues_(dialogues), runtime_(std::make_shared<Runtime>()) {
        report_.pairs = options.pairs;
        report_.speed = options.speed;
        report_.dialogues = dialogues.size();
        for (unsigned number = 1; number <= options.pairs; ++number) {
            learners_.push_back(make_seat("learner-" + std::to_string(number), Side::learner, tokens));
            coaches_.push_back(make_seat("coach-" + std::to_string(number), Side::coach, tokens));
        }
    }

    Report run() {
        auto finished = finished_.get_future();
        runtime_->post([this] {
            began_at_ = Clock::now();
            for (auto* seats : {&coaches_, &learners_}) {
                for (const auto& seat : *seats) {
                    seat->sit_down();
                }
            }
            check();
        });
        finished.wait();
        // The clients go first: their last callbacks still find everything else.
        learners_.clear();
        coaches_.clear();
        runtime_.reset();
        return std::move(report_);
    }

    void issue_opened(Talk& talk, IssueId issue) override { by_issue_[issue] = &talk; }
    void later(std::chrono::milliseconds delay, std::function<void()> work) override {
        runtime_->after(delay, std::move(work));
    }
    Report& report() override { return report_; }

    void held(Talk& talk) override {
        report_.held.push_back(talk.result());
        --running_;
        begin_next(talk.learner());
    }

    /// Its learner stops there: what state the two are in is not known.
    void failed(Talk& talk, std::size_t turn, const std::string& what) override {
        report_.differences.push_back({talk.dialogue().id, turn, what});
        --running_;
        stop_if_nothing_runs();
    }

private:
    std::unique_ptr<Seat> make_seat(std::string subject, Side side, const Tokens& tokens) {
        Options options;
        options.url = options_.url;
        options.token = fixed_token(tokens.at(subject));
        options.client_name = "courtside-replay";
        options.device_id = subject;
        options.runtime = runtime_;
        SeatEvents events;
        events.seated = [this](Seat&) {
            if (++seated_ == learners_.size() + coaches_.size()) {
                begin();
            }
        };
        events.offered = [this](Seat& seat, const Offer& offer) { accept(seat, offer); };
        events.session_changed = [this](Seat& seat, const Session& session) {
            if (Talk* talk = find(session.issue_id)) {
                by_session_[session.session_id] = talk;
                talk->session_changed(seat, session);
            }
        };
        events.message = [this](Seat& seat, const Message& message) {
            const auto found = by_session_.find(message.session_id);
            if (found != by_session_.end()) {
                found->second->message(seat, message);
            }
        };
        events.lost = [this](Seat& seat, const std::string& why) {
            give_up(seat.subject() + " cannot take part: " + why);
        };
        return std::make_unique<Seat>(std::move(subject), side, std::move(options), std::move(events));
    }

    Talk* find(IssueId issue) {
        const auto found = by_issue_.find(issue);
        return found == by_issue_.end() ? nullptr : found->second;
    }

    void begin() {
        began_at_ = Clock::now();
        for (const auto& learner : learners_) {
            begin_next(*learner);
        }
        stop_if_nothing_runs();
    }

    void begin_next(Seat& learner) {
        if (next_ == dialogues_.size()) {
            return stop_if_nothing_runs();
        }
        const std::size_t place = next_++;
        const auto own = std::find_if(learners_.begin(), learners_.end(),
                                      [&](const auto& each) { return each.get() == &learner; });
        Seat& coach = *coaches_[static_cast<std::size_t>(own - learners_.begin())];
        talks_.push_back(std::make_unique<Talk>(dialogues_[place], place, options_.speed, learner,
                                                coach.person(), coach.skill(), *this));
        ++running_;
        talks_.back()->begin();
    }

    /// A coach takes whatever is offered; whose it is shows once it is accepted.
    void accept(Seat& coach, const Offer& offer) {
        const auto seen = Clock::now();
        coach.client().accept(offer.offer_id, [this, seen, &coach](const Result<Session>& result) {
            if (result) {
                if (Talk* talk = find(result->issue_id)) {
                    talk->offered(seen);
                }
            } else if (result.error().code != ErrorCode::offer_not_open &&
                       result.error().code != ErrorCode::stopped) {
                give_up(coach.subject() + " could not accept: " + result.error().text);
            }
        });
    }

    void stop_if_nothing_runs() {
        if (running_ == 0) {
            finish();
        }
    }

    void give_up(const std::string& what) {
        if (!is_finished_) {
            report_.differences.push_back({{}, 0, what});
            finish();
        }
    }

    void finish() {
        if (std::exchange(is_finished_, true)) {
            return;
        }
        report_.took = Clock::now() - began_at_;
        for (const auto& talk : talks_) {
            talk->abandon();
        }
        for (auto* seats : {&coaches_, &learners_}) {
            for (const auto& seat : *seats) {
                report_.reconnects += seat->reconnects();
            }
        }
        finished_.set_value();
    }

    void check() {
        if (is_finished_) {
            return;
        }
        const auto now = Clock::now();
        if (talks_.empty() && now - began_at_ > options_.patience) {
            return give_up("only " + std::to_string(seated_) + " of " +
                           std::to_string(learners_.size() + coaches_.size()) +
                           " people could sign in and be ready; check --url and the tokens");
        }
        for (std::size_t i = 0; i < talks_.size(); ++i) {
            talks_[i]->check(now, options_.patience);
        }
        runtime_->after(check_interval, [this] { check(); });
    }

    const ReplayOptions& options_;
    const std::vector<Dialogue>& dialogues_;
    std::shared_ptr<Runtime> runtime_;
    Report report_;
    std::promise<void> finished_;
    bool is_finished_ = false;
    Clock::time_point began_at_{};
    std::size_t seated_ = 0;
    std::size_t next_ = 0;
    std::size_t running_ = 0;
    std::vector<std::unique_ptr<Talk>> talks_;
    std::unordered_map<IssueId, Talk*> by_issue_;
    std::unordered_map<SessionId, Talk*> by_session_;
    std::vector<std::unique_ptr<Seat>> learners_;
    std::vector<std::unique_ptr<Seat>> coaches_;
};

}  // namespace

std::vector<std::string> subjects_of(unsigned pairs) {
    std::vector<std::string> subjects;
    for (unsigned number = 1; number <= pairs; ++number) {
        subjects.push_back("learner-" + std::to_string(number));
        subjects.push_back("coach-" + std::to_string(number));
    }
    return subjects;
}

Report Replay::run() {
    return Floor(options_, dialogues_, tokens_).run();
}

}  // namespace courtside::replay
