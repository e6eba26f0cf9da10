#include "engine/venues/simulated/simulated_venue.h"

#include "engine/base/ensure.h"
#include "engine/base/text.h"
#include "engine/trading/risk.h"
#include "engine/trading/valuation.h"
#include "engine/venues/simulated/venue_text.h"

#include <algorithm>

namespace agora {
namespace {

std::string accountLine(const std::string &name, Decimal deposit, Timestamp opened)
{
    return venue_text::line({"account", name, deposit.toString(), std::to_string(toNanos(opened))});
}

std::string joined(std::vector<std::string> head, const std::vector<std::string> &tail)
{
    head.insert(head.end(), tail.begin(), tail.end());
    return venue_text::line(head);
}

} // namespace

SimulatedVenue::Holder::Holder(const SimulatedVenue &venue, const std::string &name)
    : matcher({venue.m_settings.name + "-" + name, venue.m_settings.commissionPerUnit,
                  venue.m_settings.slippagePoints},
        venue.instruments())
{
    matcher.setVeto([this, &venue](const OrderRequest &request, Decimal) {
        const auto refusal = judgeMargin(request, Decimal(), book, venue.m_prices, request.time);
        return refusal ? std::optional(refusal->sentence) : std::nullopt;
    });
}

SimulatedVenue::SimulatedVenue(SimulatedVenueSettings settings, SimulatedMarket market)
    : m_settings(std::move(settings))
    , m_market(std::move(market))
    , m_prices(m_settings.currency, m_market.instruments())
{}

void SimulatedVenue::addHolder(
    Holders &holders, const std::string &account, Decimal deposit, Timestamp at) const
{
    auto &holder = holders.try_emplace(account, *this, account).first->second;
    holder.deposit = deposit;
    holder.opened = at;
    holder.book.deposit(deposit, at, "opening deposit");
}

SimulatedVenue::Holder &SimulatedVenue::holderOf(const std::string &account, Timestamp now)
{
    if (m_holders.count(account) == 0) {
        addHolder(m_holders, account, m_settings.deposit, now);
        m_changes += accountLine(account, m_settings.deposit, now);
        for (const auto &instrument : instruments())
            if (const auto *tick = m_prices.lastTick(instrument.symbol))
                m_holders.at(account).matcher.onTick(instrument.symbol, *tick);
    }
    return m_holders.at(account);
}

void SimulatedVenue::book(Holder &holder, const Fill &fill)
{
    if (holder.rates.count(fill.id) > 0)
        return; // a repeated report
    if (const auto rate = m_prices.bookingRateOf(fill.symbol))
        m_lastRates[fill.symbol] = *rate;
    const auto rate = m_lastRates.find(fill.symbol);
    // An opening order without one was rejected for its margin, and a closing one follows an
    // opening one.
    AGORA_ENSURE(rate != m_lastRates.end());
    holder.rates.emplace(fill.id, rate->second);
    holder.book.apply(fill, rate->second);
}

void SimulatedVenue::keepOrder(const std::string &account, Holder &holder, const PaperOrder &order)
{
    const auto [kept, isNew] = holder.reportsKept.try_emplace(order.request.id, 0);
    if (isNew)
        holder.orderIds.push_back(order.request.id);
    if (isNew || kept->second < order.reports.size())
        m_changes += orderLines(account, holder, order, kept->second);
    kept->second = order.reports.size();
}

void SimulatedVenue::settle(const std::string &account, Holder &holder, const Reports &reports)
{
    for (const auto &report : reports)
        if (report.fill)
            book(holder, *report.fill);
    for (const auto &report : reports)
        if (const auto *order = holder.matcher.find(report.orderId))
            keepOrder(account, holder, *order);
}

std::vector<AccountReport> SimulatedVenue::onTick(const std::string &symbol, const Tick &tick)
{
    m_prices.update(symbol, tick);
    std::vector<AccountReport> out;
    for (auto &[account, holder] : m_holders) {
        const auto reports = holder.matcher.onTick(symbol, tick);
        settle(account, holder, reports);
        for (const auto &report : reports)
            out.push_back({account, report});
    }
    return out;
}

std::vector<AccountReport> SimulatedVenue::advanceTo(Timestamp now)
{
    std::vector<AccountReport> out;
    for (auto &[account, holder] : m_holders) {
        const auto reports = holder.matcher.advanceTo(now);
        settle(account, holder, reports);
        for (const auto &report : reports)
            out.push_back({account, report});
    }
    return out;
}

SimulatedVenue::Reports SimulatedVenue::submit(
    const std::string &account, const OrderRequest &request, Timestamp now)
{
    auto &holder = holderOf(account, now);
    auto reports = holder.matcher.submit(request, now);
    settle(account, holder, reports);
    return reports;
}

SimulatedVenue::Reports SimulatedVenue::cancel(
    const std::string &account, const std::string &orderId, Timestamp now)
{
    auto &holder = holderOf(account, now);
    auto reports = holder.matcher.cancel(orderId, now);
    settle(account, holder, reports);
    return reports;
}

SimulatedVenue::Reports SimulatedVenue::modify(
    const std::string &account, const ModifyRequest &change, Timestamp now)
{
    auto &holder = holderOf(account, now);
    auto reports = holder.matcher.modify(change, now);
    settle(account, holder, reports);
    return reports;
}

SimulatedVenue::Reports SimulatedVenue::lookUp(
    const std::string &account, const std::string &orderId, Timestamp now)
{
    auto &holder = holderOf(account, now);
    auto reports = holder.matcher.lookUp(orderId, now);
    settle(account, holder, reports);
    return reports;
}

Account SimulatedVenue::account(const std::string &name, Timestamp now)
{
    return evaluate(holderOf(name, now).book, m_prices, now).account;
}

std::vector<Position> SimulatedVenue::positions(const std::string &name, Timestamp now)
{
    return evaluate(holderOf(name, now).book, m_prices, now).positions;
}

std::string SimulatedVenue::orderLines(const std::string &account, const Holder &holder,
    const PaperOrder &order, std::size_t firstReport) const
{
    std::string out;
    if (firstReport == 0)
        out = joined({"order", account, order.entryId}, venue_text::write(order.request));
    for (auto i = firstReport; i < order.reports.size(); ++i) {
        const auto &report = order.reports[i];
        const auto rate = report.fill ? holder.rates.at(report.fill->id).toString() : "";
        out += joined({"report", account, rate}, venue_text::write(report));
    }
    return out;
}

std::string SimulatedVenue::exportState() const
{
    std::string out;
    for (const auto &[account, holder] : m_holders) {
        out += accountLine(account, holder.deposit, holder.opened);
        for (const auto &id : holder.orderIds)
            out += orderLines(account, holder, *holder.matcher.find(id), 0);
    }
    return out;
}

std::string SimulatedVenue::takeChanges() { return std::exchange(m_changes, {}); }

/// Gathers the lines of a kept state, then builds the accounts from them.
class SimulatedVenue::Reader {
public:
    Result<void> take(const std::vector<std::string> &fields);
    /// Books all fills in the order in which they happened.
    Holders finish(const SimulatedVenue &venue, std::map<std::string, Decimal> &lastRates) &&;

private:
    struct BookedFill {
        std::uint64_t number; ///< the venue's count, from the fill's id
        Fill fill;
        Decimal rate;
    };
    struct Kept {
        Decimal deposit;
        Timestamp opened;
        PaperState state;
        std::map<std::string, std::size_t> indexOfId;
        std::vector<BookedFill> fills;
    };
    using Fields = std::vector<std::string>;
    static Fields from(const Fields &fields, std::size_t first)
    {
        return {fields.begin() + static_cast<std::ptrdiff_t>(first), fields.end()};
    }
    Result<void> takeAccount(const Fields &fields);
    Result<void> takeOrder(Kept &kept, const Fields &fields);
    Result<void> takeReport(Kept &kept, const Fields &fields);

    std::map<std::string, Kept> m_accounts;
};

Result<void> SimulatedVenue::Reader::take(const Fields &fields)
{
    constexpr std::size_t leastFields = 4;
    if (fields.size() < leastFields)
        return fail("is cut off");
    if (fields[0] == "account")
        return takeAccount(fields);
    const auto account = m_accounts.find(fields[1]);
    if (account == m_accounts.end())
        return fail("names account “" + fields[1] + "” before it was opened");
    if (fields[0] == "order")
        return takeOrder(account->second, fields);
    if (fields[0] == "report")
        return takeReport(account->second, fields);
    return fail("begins with “" + fields[0] + "”, which is unknown");
}

Result<void> SimulatedVenue::Reader::takeAccount(const Fields &fields)
{
    const auto deposit = Decimal::parse(fields[2]);
    const auto opened = parseInteger(fields[3]);
    if (!deposit || !opened)
        return fail("has a bad deposit “" + fields[2] + "” or time “" + fields[3] + "”");
    auto &kept = m_accounts[fields[1]];
    kept.deposit = *deposit;
    kept.opened = fromNanos(*opened);
    return {};
}

Result<void> SimulatedVenue::Reader::takeOrder(Kept &kept, const Fields &fields)
{
    auto request = venue_text::readRequest(from(fields, 3));
    if (!request)
        return fail("has a bad order: " + request.error().message);
    if (!kept.indexOfId.emplace(request->id, kept.state.orders.size()).second)
        return fail("repeats order “" + request->id + "”");
    kept.state.orders.push_back({std::move(request).value(), fields[2], {}});
    return {};
}

Result<void> SimulatedVenue::Reader::takeReport(Kept &kept, const Fields &fields)
{
    const auto known = kept.indexOfId.find(fields[3]);
    if (known == kept.indexOfId.end())
        return fail("reports on order “" + fields[3] + "”, which did not come");
    auto &order = kept.state.orders[known->second];
    auto report = venue_text::readReport(from(fields, 3), order.request);
    if (!report)
        return fail("has a bad report: " + report.error().message);
    if (const auto &fill = report->fill) {
        const auto rate = Decimal::parse(fields[2]);
        const auto number = parseInteger(fill->id.substr(fill->id.rfind('-') + 1));
        if (!rate || !rate->isPositive() || !number || *number < 1)
            return fail("has a bad rate “" + fields[2] + "” or fill “" + fill->id + "”");
        const auto count = static_cast<std::uint64_t>(*number);
        kept.fills.push_back({count, *fill, *rate});
        kept.state.nextFill = std::max(kept.state.nextFill, count + 1);
    }
    if (const auto &terms = report->terms) {
        order.request.price = terms->price;
        order.request.stopLoss = terms->stopLoss;
        order.request.takeProfit = terms->takeProfit;
    }
    order.reports.push_back(std::move(report).value());
    return {};
}

SimulatedVenue::Holders SimulatedVenue::Reader::finish(
    const SimulatedVenue &venue, std::map<std::string, Decimal> &lastRates) &&
{
    Holders holders;
    for (auto &[account, kept] : m_accounts) {
        venue.addHolder(holders, account, kept.deposit, kept.opened);
        auto &holder = holders.at(account);
        for (const auto &order : kept.state.orders) {
            holder.orderIds.push_back(order.request.id);
            holder.reportsKept.emplace(order.request.id, order.reports.size());
        }
        std::sort(kept.fills.begin(), kept.fills.end(),
            [](const auto &a, const auto &b) { return a.number < b.number; });
        for (const auto &[number, fill, rate] : kept.fills) {
            holder.book.apply(fill, rate);
            holder.rates.emplace(fill.id, rate);
            lastRates[fill.symbol] = rate;
        }
        holder.matcher.restore(std::move(kept.state));
    }
    return holders;
}

Result<void> SimulatedVenue::importState(std::string_view text)
{
    Reader reader;
    std::size_t number = 0;
    for (const auto line : split(text, '\n')) {
        ++number;
        if (line.empty())
            continue;
        if (const auto taken = reader.take(venue_text::fields(line)); !taken)
            return fail("line " + std::to_string(number) + " of the venue's kept state "
                + taken.error().message);
    }
    m_lastRates.clear();
    m_holders = std::move(reader).finish(*this, m_lastRates);
    m_changes.clear();
    return {};
}

} // namespace agora
