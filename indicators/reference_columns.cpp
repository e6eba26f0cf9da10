#include "indicators/column_name.h"

#include "engine/base/text.h"

namespace agora::indicators {
namespace {

constexpr std::string_view taLib
    = "sma_20 ema_20 wma_20 dema_20 tema_20 trima_20 trima_15 kama_10 t3_5_0.7 "
      "mama_0.5_0.05 fama_0.5_0.05 bb_20_2_upper bb_20_2_middle bb_20_2_lower "
      "accbands_20_upper accbands_20_middle accbands_20_lower midpoint_14 midprice_14 "
      "sar_0.02_0.2 ht_trendline adx_14 adxr_14 dx_14 plus_di_14 minus_di_14 plus_dm_14 "
      "minus_dm_14 apo_12_26_ema ppo_12_26_ema ppo_12_26_sma aroon_down_14 aroon_up_14 "
      "aroonosc_14 bop cci_20 cmo_14 imi_14 macd_12_26_9 macd_12_26_9_signal "
      "macd_12_26_9_hist mfi_14 mom_10 roc_10 rocr_10 rsi_14 stoch_14_3_3_k "
      "stoch_14_3_3_d stochf_14_3_k stochf_14_3_d stochrsi_14_14_3_k stochrsi_14_14_3_d "
      "trix_15 ultosc_7_14_28 willr_14 ad adosc_3_10 obv trange atr_14 natr_14 avgprice "
      "medprice typprice wclprice ht_dcperiod ht_dcphase ht_phasor_inphase "
      "ht_phasor_quadrature ht_sine ht_leadsine ht_trendmode linearreg_14 "
      "linearreg_slope_14 linearreg_intercept_14 linearreg_angle_14 tsf_14 stddev_20 "
      "var_20 avgdev_20 correl_high_low_30 max_20 min_20 sum_20";

constexpr std::string_view tradingViewAndOthers
    = "rma_14 ema_20_seed_first macd_tv_12_26_9 macd_tv_12_26_9_signal "
      "macd_tv_12_26_9_hist atr_tv_14 plus_di_tv_14 minus_di_tv_14 adx_tv_14_14 "
      "cmo_classic_14 stochrsi_tv_14_14_3_3_k stochrsi_tv_14_14_3_3_d donchian_20_upper "
      "donchian_20_lower donchian_20_middle keltner_20_2_upper keltner_20_2_middle "
      "keltner_20_2_lower ichimoku_tenkan_9 ichimoku_kijun_26 "
      "ichimoku_senkou_a_unshifted ichimoku_senkou_b_52_unshifted supertrend_10_3 "
      "supertrend_10_3_dir hma_16 vwma_20 alma_9_0.85_6 cmf_20 vortex_plus_14 "
      "vortex_minus_14 coppock_10_14_11 dpo_21_tv dpo_21 tsi_25_13 mass_index_9_25 "
      "chop_14 kst_10_15_20_30 kst_signal_9 force_index_13 eom_14_10000 pvt hv_20_252 "
      "ulcer_14 crsi_3_2_100 vwap_month ha_open ha_high ha_low ha_close pivot_p "
      "pivot_r1 pivot_s1 pivot_r2 pivot_s2 pivot_r3 pivot_s3 pivot_fib_r1 pivot_fib_s1 "
      "pivot_cam_r4 pivot_cam_s4 fisher_9 bull_power_13 bear_power_13";

constexpr std::string_view metaTrader
    = "mt5_ma_sma_14 mt5_ma_ema_14 mt5_ma_smma_14 mt5_ma_lwma_14 mt5_macd_12_26 "
      "mt5_macd_signal_sma9 mt5_osma_12_26_9 mt5_atr_14 mt5_plus_di_14 mt5_minus_di_14 "
      "mt5_adx_14 mt5_stoch_5_3_3_main mt5_stoch_5_3_3_signal mt5_momentum_14 "
      "mt5_force_13_sma mt5_demarker_14 mt5_rvi_10 mt5_rvi_10_signal mt5_ao_5_34 mt5_ac "
      "mt5_alligator_jaw_13_unshifted mt5_alligator_teeth_8_unshifted "
      "mt5_alligator_lips_5_unshifted mt5_bwmfi_point_0.01 mt5_bulls_13 mt5_bears_13 "
      "mt5_envelopes_14_0.1_upper mt5_envelopes_14_0.1_lower mt5_ad "
      "mt5_chaikin_3_10_ema mt5_cci_14 mt5_wpr_14 mt5_frama_14 mt5_vidya_cmo9_ema12 "
      "mt5_fractal_up mt5_fractal_down mt5_dema_14 mt5_tema_14 mt5_trix_14";

constexpr std::string_view candlesticks
    = "cdl2crows cdl3blackcrows cdl3inside cdl3linestrike cdl3outside cdl3starsinsouth "
      "cdl3whitesoldiers cdlabandonedbaby cdladvanceblock cdlbelthold cdlbreakaway "
      "cdlclosingmarubozu cdlconcealbabyswall cdlcounterattack cdldarkcloudcover "
      "cdldoji cdldojistar cdldragonflydoji cdlengulfing cdleveningdojistar "
      "cdleveningstar cdlgapsidesidewhite cdlgravestonedoji cdlhammer cdlhangingman "
      "cdlharami cdlharamicross cdlhighwave cdlhikkake cdlhikkakemod cdlhomingpigeon "
      "cdlidentical3crows cdlinneck cdlinvertedhammer cdlkicking cdlkickingbylength "
      "cdlladderbottom cdllongleggeddoji cdllongline cdlmarubozu cdlmatchinglow "
      "cdlmathold cdlmorningdojistar cdlmorningstar cdlonneck cdlpiercing "
      "cdlrickshawman cdlrisefall3methods cdlseparatinglines cdlshootingstar "
      "cdlshortline cdlspinningtop cdlstalledpattern cdlsticksandwich cdltakuri "
      "cdltasukigap cdlthrusting cdltristar cdlunique3river cdlupsidegap2crows "
      "cdlxsidegap3methods";

} // namespace

const std::vector<std::string> &referenceColumnNames()
{
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (const auto list : {taLib, tradingViewAndOthers, metaTrader, candlesticks}) {
            for (const auto name : split(list, ' '))
                all.emplace_back(name);
        }
        return all;
    }();
    return names;
}

} // namespace agora::indicators
