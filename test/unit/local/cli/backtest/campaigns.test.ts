import { CAMPAIGNS, drawCampaigns, parseCampaigns } from '../../../../../local/cli/backtest/campaigns.ts';
import { campaignLines } from './invented-days.ts';

describe('a file of campaigns', () => {
  it('gives those with fifty bought stars and more, and at least half of the month bought', () => {
    const text = [
      'repo,month,n_stars,n_stars_clustered',
      'a/a,2024-01,100,50',
      'a/b,2024-01,101,50',
      'a/c,2024-01,49,49',
      'a/d,2024-01,60,x',
      '',
    ];
    expect(parseCampaigns(text.join('\n'))).toEqual([{ stars: 50 }]);
  });

  it.each(['', 'repo,month\na/a,2024-01\n', '"'])('is told from %j', (text) => {
    expect(parseCampaigns(text)).toBeUndefined();
  });
});

describe('the draw', () => {
  const campaigns = parseCampaigns(campaignLines()) ?? [];

  it('takes fifty, each once, and the same every time', () => {
    const drawn = drawCampaigns(campaigns);
    expect(drawn.length).toBe(CAMPAIGNS);
    expect(new Set(drawn).size).toBe(CAMPAIGNS);
    expect(drawCampaigns(campaigns)).toEqual(drawn);
  });

  it('takes all where there are fewer', () => {
    expect(drawCampaigns(campaigns.slice(0, 3)).length).toBe(3);
  });
});
